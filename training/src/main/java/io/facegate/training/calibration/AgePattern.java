package io.facegate.training.calibration;

import io.facegate.training.dataset.DatasetException;
import io.facegate.vision.model.PopulationKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** How a data set writes somebody's age into the name of a picture. */
record AgePattern(Pattern pattern) {
    private static final int GROWN_FROM = 13;
    private static final Map<String, String> KNOWN = Map.of(
            "utkface", "^(?<age>\\d+)_.*", // AGE_GENDER_RACE_DATE.jpg
            "all-age-faces", "^\\d+A(?<age>\\d+)\\..*"); // NNNNNAxx.jpg

    /**
     * @param text the name of a known one, or a regular expression with a group {@code age}
     * @throws DatasetException if it is neither
     */
    static AgePattern of(String text) {
        try {
            Pattern pattern = Pattern.compile(KNOWN.getOrDefault(text, text));
            if (!pattern.pattern().contains("(?<age>")) {
                throw new DatasetException(
                        "ages (%s) must be one of %s, or a regular expression with a group (?<age>...)"
                                .formatted(
                                        text, KNOWN.keySet().stream().sorted().toList()));
            }
            return new AgePattern(pattern);
        } catch (PatternSyntaxException e) {
            throw new DatasetException("ages (%s) is no regular expression: %s".formatted(text, e.getDescription()));
        }
    }

    /** Empty if the name says nothing. */
    Optional<PopulationKind> kind(Path picture) {
        Matcher matcher = pattern.matcher(String.valueOf(picture.getFileName()));
        return matcher.matches()
                ? Optional.of(
                        Integer.parseInt(matcher.group("age")) < GROWN_FROM
                                ? PopulationKind.CHILDREN
                                : PopulationKind.GROWN)
                : Optional.empty();
    }
}
