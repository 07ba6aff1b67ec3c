package io.facegate.training.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is measured of a verification. */
public enum Metric {
    /** Each fold decided with the threshold that is best on the others. */
    @JsonProperty("accuracy")
    ACCURACY("accuracy"),
    /** This and the next four at the best threshold of all folds together. */
    @JsonProperty("precision")
    PRECISION("precision"),
    @JsonProperty("recall")
    RECALL("recall"),
    @JsonProperty("f1")
    F1("F1"),
    @JsonProperty("falsePositiveRate")
    FALSE_POSITIVE_RATE("FPR"),
    @JsonProperty("falseNegativeRate")
    FALSE_NEGATIVE_RATE("FNR"),
    @JsonProperty("rocAuc")
    ROC_AUC("ROC AUC"),
    @JsonProperty("equalErrorRate")
    EQUAL_ERROR_RATE("EER"),
    @JsonProperty("tarAtFar1e-1")
    TAR_AT_FAR_1E_1("TAR at FAR 1e-1"),
    @JsonProperty("tarAtFar1e-2")
    TAR_AT_FAR_1E_2("TAR at FAR 1e-2"),
    @JsonProperty("tarAtFar1e-3")
    TAR_AT_FAR_1E_3("TAR at FAR 1e-3"),
    @JsonProperty("tarAtFar1e-4")
    TAR_AT_FAR_1E_4("TAR at FAR 1e-4");

    private final String label;

    Metric(String label) {
        this.label = label;
    }

    /** For people to read. */
    public String label() {
        return label;
    }
}
