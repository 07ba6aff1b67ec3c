package io.facegate.service.web.http;

import java.util.List;
import java.util.SplittableRandom;

/** FuzzText that programs stumble over, alone and in each other's company. */
final class FuzzText {
    private static final List<String> PIECES = List.of(
            "a",
            "anna",
            "ANNA",
            "4711",
            " ",
            "  ",
            ".",
            "..",
            "/",
            "\\",
            "%",
            "%2e",
            "%2F",
            "%00",
            "%zz",
            ";",
            "?",
            "#",
            "&",
            "=",
            "+",
            "-",
            "_",
            "~",
            "*",
            "'",
            "\"",
            "<",
            "{",
            "}",
            "[",
            "|",
            "^",
            ",",
            ":",
            "@",
            "\u0000",
            "\u0001",
            "\t",
            "\n",
            "\r",
            "\u007F",
            "\u0085",
            "\u00A0",
            "\u00AD",
            "\u00E9",
            "e\u0301",
            "\u0301",
            "\u1112\u1161\u11AB",
            "\u200B",
            "\u200D",
            "\u202E",
            "\u2028",
            "\u3000",
            "\uD83D",
            "\uDE00",
            "\uD83D\uDE00",
            "\uFEFF",
            "\uFFFD",
            "\uFFFE",
            "\uDB40\uDC01",
            "null",
            "true",
            "NaN",
            "1e400",
            "-1",
            "0",
            "99999999999999999999",
            "$1",
            "' OR 1=1 --",
            "${jndi:x}",
            "<script>");

    private final SplittableRandom random;

    FuzzText(SplittableRandom random) {
        this.random = random;
    }

    /** Mostly of some pieces, seldom very long. */
    String next() {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(6);
        for (int i = 0; i < pieces; i++) {
            text.append(random.nextInt(8) == 0 ? Character.toString(random.nextInt(0x110000)) : one(PIECES));
        }
        return random.nextInt(40) == 0 ? text.append(".").toString().repeat(1 + random.nextInt(300)) : text.toString();
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    boolean oneIn(int number) {
        return random.nextInt(number) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** The text as JSON, mostly as it must be written. */
    String quoted() {
        StringBuilder json = new StringBuilder("\"");
        for (char each : next().toCharArray()) {
            boolean plain = each >= ' ' && each < 0x7F && each != '"' && each != '\\';
            json.append(plain || oneIn(200) ? String.valueOf(each) : "\\u%04x".formatted((int) each));
        }
        return json.append('"').toString();
    }

    /** A value of JSON. */
    String json(int depth) {
        return switch (below(depth > 0 ? 9 : 6)) {
            case 0, 1 -> quoted();
            case 2 ->
                one(
                        "0",
                        "-1",
                        "1e400",
                        "1e-400",
                        "0.1000000000000000055511151231257827",
                        "99999999999999999999",
                        "-0.0");
            case 3 -> one("true", "false");
            case 4 -> "null";
            case 5 -> one("NaN", "'a'", "01", "", "tru", "\"", "\u0000");
            case 6 -> "[%s, %s]".formatted(json(depth - 1), json(depth - 1));
            case 7 -> "[".repeat(below(50)) + json(depth - 1) + "]".repeat(below(50));
            default -> "{%s: %s, %s: %s}".formatted(quoted(), json(depth - 1), quoted(), json(depth - 1));
        };
    }
}
