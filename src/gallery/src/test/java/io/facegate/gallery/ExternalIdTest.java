package io.facegate.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalIdTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "anna|anna",
                " anna|anna",
                "anna  |anna",
                "\u00A0anna\u3000|anna",
                "ANNA|ANNA",
                "Andre\u0301|Andr\u00E9",
                "\u1112\u1161\u11AB|\uD55C",
                "a  b|a  b",
                "dept/4711|dept/4711",
                "DOMAIN\\user|DOMAIN\\user",
                "..a|..a",
                "a/...|a/...",
                "v1.2/x|v1.2/x",
                "50%|50%",
                "\uD83D\uDE00|\uD83D\uDE00",
                "\u0646\u0645\u06CC\u200C\u062E\u0648|\u0646\u0645\u06CC\u200C\u062E\u0648"
            })
    void whatLooksTheSameIsTheSame(String text, String kept) {
        assertThat(ExternalId.of(text).value()).isEqualTo(kept);
        assertThat(ExternalId.of(kept).value()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u3000",
                ".",
                "..",
                " .. ",
                "a/..",
                "../a",
                "a/./b",
                "a\\..\\b",
                "..;x",
                "%2e%2E",
                "%252e.",
                "a%2f..%2Fb",
                "a%5C..",
                "a\u0000b",
                "anna\n",
                "\tanna",
                "a\u007Fb",
                "a\u0085b",
                "a\u2028b",
                "\uD83D",
                "a\uDE00b",
                "an\u200Bna",
                "anna\u200D",
                "\uFEFFanna",
                "a\u202Enna",
                "a\uFFFEb",
                "a\u0378b"
            })
    void whatIsNotSeenOrLeadsElsewhereIsNoId(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExternalId.of(text))
                .withMessageContaining("1 to 200 characters");
    }

    @Test
    void itsLengthIsCountedInItsNormalForm() {
        assertThat(ExternalId.of(" " + "e\u0301".repeat(200) + " ").value()).hasSize(200);
        assertThat(ExternalId.of("\uD83D\uDE00".repeat(200)).value()).hasSize(400);
        assertThatIllegalArgumentException().isThrownBy(() -> ExternalId.of("a".repeat(201)));
        assertThatIllegalArgumentException().isThrownBy(() -> ExternalId.of(" ".repeat(1000) + "a"));
    }

    @Test
    void itIsNotInALog() {
        assertThat(ExternalId.of("anna").toString()).doesNotContain("anna");
    }
}
