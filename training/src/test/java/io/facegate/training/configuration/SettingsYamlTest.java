package io.facegate.training.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsYamlTest {
    enum Colour {
        RED,
        GREEN
    }

    record Inner(boolean flag, Colour colour) {}

    record Outer(int count, double share, String name, List<Integer> numbers, Inner inner) {}

    private static final String WHOLE =
            "{count: 3, share: 0.5, name: n, numbers: [1, 2], inner: {flag: true, colour: RED}}";

    private static ObjectNode yaml(String text) {
        return SettingsYaml.settings(text, "file.yaml");
    }

    private static String overlaid(String under, String over) {
        ObjectNode settings = yaml(under);
        SettingsYaml.overlay(settings, yaml(over));
        return settings.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: 1} | {b: 2} | {'a':1,'b':2}",
                "{a: 1, b: 2} | {a: 3} | {'a':3,'b':2}",
                "{a: {b: 1, c: 2}} | {a: {c: 3}} | {'a':{'b':1,'c':3}}",
                "{a: {b: {c: 1, d: 2}}} | {a: {b: {d: 3}}} | {'a':{'b':{'c':1,'d':3}}}",
                "{a: {b: 1}} | {a: 5} | {'a':5}",
                "{a: 5} | {a: {b: 1}} | {'a':{'b':1}}",
                "{a: {b: 1}} | {a: null} | {'a':null}",
                "{a: [1, 2, 3]} | {a: [4]} | {'a':[4]}",
                "{} | {} | {}"
            })
    void whatIsAboveIsTakenAndTheRestStays(String under, String over, String expected) {
        assertThat(overlaid(under, over)).isEqualTo(expected.replace('\'', '"'));
    }

    /** Settings of one kind mean nothing to another. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: {kind: x, b: 1}} | {a: {kind: y, c: 2}} | {'a':{'kind':'y','c':2}}",
                "{a: {kind: x, b: 1}} | {a: {kind: x, c: 2}} | {'a':{'kind':'x','b':1,'c':2}}",
                "{a: {kind: x, b: 1}} | {a: {c: 2}} | {'a':{'kind':'x','b':1,'c':2}}",
                "{a: {b: 1}} | {a: {kind: x}} | {'a':{'kind':'x'}}"
            })
    void whatIsOfAnotherKindReplaces(String under, String over, String expected) {
        assertThat(overlaid(under, over)).isEqualTo(expected.replace('\'', '"'));
    }

    @Test
    void whatIsOverlaidIsACopy() {
        ObjectNode under = yaml("{}");
        ObjectNode over = yaml("{a: {b: 1}}");
        SettingsYaml.overlay(under, over);

        under.withObject("/a").put("b", 2);

        assertThat(over.at("/a/b").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing but a comment", "---", "null", "~"})
    void aFileThatSaysNothingHasNoSettings(String text) {
        assertThat(yaml(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "3", "[a, b]", "- a"})
    void aFileThatIsNoSettingsIsNamed(String text) {
        assertThatThrownBy(() -> yaml(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("file.yaml has no settings.")
                .hasMessageContaining("--show-defaults");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a: 1\nb: {' | 'file.yaml, line 2'",
                "'a: 1\n\tb: 2' | 'file.yaml, line 2'",
                "'a: 1\nb: 2\na: 3' | 'file.yaml, line 3'"
            })
    void whatIsNoYamlIsFoundByItsLine(String text, String place) {
        assertThatThrownBy(() -> yaml(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(place + ": this is not YAML: ")
                .message()
                .doesNotContain("\n", "com.fasterxml", "org.yaml");
    }

    @Test
    void settingsBecomeWhatTheyAreFor() {
        assertThat(SettingsYaml.convert(yaml(WHOLE), Outer.class))
                .isEqualTo(new Outer(3, 0.5, "n", List.of(1, 2), new Inner(true, Colour.RED)));
    }

    /** YAML's readers are generous: 2.7 would be 2, "yes" a text, 1 a truth, 0 the first of an enumeration. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count: 3 | count: 2.7 | Setting count",
                "count: 3 | count: null | Setting count",
                "count: 3 | count: x | Setting count (x) must be a whole number.",
                "share: 0.5 | share: many | Setting share (many) must be a number.",
                "flag: true | flag: 1 | Setting inner.flag",
                "flag: true | flag: 0.5 | Setting inner.flag",
                "flag: true | flag: maybe | Setting inner.flag (maybe) must be true or false.",
                "colour: RED | colour: 0 | Setting inner.colour",
                "colour: RED | colour: blue | Setting inner.colour (blue) must be one of these: red, green.",
                "numbers: [1, 2] | numbers: 1 | Setting numbers must be a list, such as [first, second].",
                "numbers: [1, 2] | numbers: [1, b] | Setting numbers[1] (b) must be a whole number.",
                "inner: {flag: true, colour: RED} | inner: 3 | Setting inner must be given by its own settings: flag, colour.",
                "inner: {flag: true, colour: RED} | inner: {flag: true} | Setting inner.colour is missing.",
                "name: n | name: {a: 1} | Setting name must be a text.",
                "numbers: [1, 2] | numbers: [1], title: n | There is no setting title.",
                "count: 3, | '' | Setting count is missing."
            })
    void nothingIsTakenForSomethingElse(String right, String wrong, String message) {
        assertThatThrownBy(() -> SettingsYaml.convert(yaml(WHOLE.replace(right, wrong)), Outer.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("io.facegate", "java.", "com.fasterxml");
    }

    @Test
    void aFileOfTheProgramThatIsMissingIsADefect() throws IOException {
        assertThat(SettingsYaml.resource("defaults").has("seed")).isTrue();
        assertThatThrownBy(() -> SettingsYaml.resource("nothing"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The resource nothing.yaml is missing");
    }
}
