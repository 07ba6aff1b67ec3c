package io.facegate.training.visualization;

import java.util.List;
import java.util.Locale;

/** Text to which markup is added; what comes from outside is escaped. */
final class Html {
    private final StringBuilder text = new StringBuilder();

    /** Markup of our own. */
    Html raw(String markup) {
        text.append(markup);
        return this;
    }

    Html escaped(String content) {
        text.append(escape(content));
        return this;
    }

    Html heading(String content) {
        return raw("<h2>").escaped(content).raw("</h2>\n");
    }

    Html paragraph(String content) {
        return raw("<p>").escaped(content).raw("</p>\n");
    }

    /**
     * A table that scrolls by itself where it is too wide.
     *
     * @param header empty for none
     * @param textColumns columns, from the first, that are text; the others are numbers
     */
    Html table(List<String> header, int textColumns, List<List<String>> rows) {
        return table("", header, textColumns, rows);
    }

    /** A table of names and what they are, which breaks its lines wherever it must. */
    Html facts(List<List<String>> rows) {
        return table(" facts", List.of(), 2, rows);
    }

    private Html table(String kind, List<String> header, int textColumns, List<List<String>> rows) {
        raw("<div class=\"table%s\"><table>\n".formatted(kind));
        if (!header.isEmpty()) {
            row(header, "th", textColumns);
        }
        rows.forEach(row -> row(row, "td", textColumns));
        return raw("</table></div>\n");
    }

    private void row(List<String> cells, String tag, int textColumns) {
        raw("<tr>");
        for (int column = 0; column < cells.size(); column++) {
            raw(column < textColumns ? "<%s>".formatted(tag) : "<%s class=\"number\">".formatted(tag));
            escaped(cells.get(column)).raw("</%s>".formatted(tag));
        }
        raw("</tr>\n");
    }

    /** A share, a similarity or a threshold, as every table has it. */
    static String share(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String escape(String content) {
        return content.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
