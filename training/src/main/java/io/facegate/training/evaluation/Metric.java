package io.facegate.training.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is measured of a verification. */
public enum Metric {
    /** Each fold decided with the threshold that is best on the others. */
    @JsonProperty("accuracy")
    ACCURACY("accuracy", Basis.BALANCED),
    /** This and the next four at the best threshold of all folds together. */
    @JsonProperty("precision")
    PRECISION("precision", Basis.BALANCED),
    @JsonProperty("recall")
    RECALL("recall", Basis.BALANCED),
    @JsonProperty("f1")
    F1("F1", Basis.BALANCED),
    @JsonProperty("falsePositiveRate")
    FALSE_POSITIVE_RATE("FPR", Basis.BALANCED),
    @JsonProperty("falseNegativeRate")
    FALSE_NEGATIVE_RATE("FNR", Basis.BALANCED),
    @JsonProperty("rocAuc")
    ROC_AUC("ROC AUC", Basis.ALL),
    @JsonProperty("equalErrorRate")
    EQUAL_ERROR_RATE("EER", Basis.ALL),
    @JsonProperty("tarAtFar1e-1")
    TAR_AT_FAR_1E_1("TAR at FAR 1e-1", Basis.ALL),
    @JsonProperty("tarAtFar1e-2")
    TAR_AT_FAR_1E_2("TAR at FAR 1e-2", Basis.ALL),
    @JsonProperty("tarAtFar1e-3")
    TAR_AT_FAR_1E_3("TAR at FAR 1e-3", Basis.ALL),
    @JsonProperty("tarAtFar1e-4")
    TAR_AT_FAR_1E_4("TAR at FAR 1e-4", Basis.ALL);

    /** Which pairs a metric is over. */
    public enum Basis {
        /** As many genuine as impostor pairs: such a metric depends on their balance. */
        BALANCED,
        ALL
    }

    private final String label;
    private final Basis basis;

    Metric(String label, Basis basis) {
        this.label = label;
        this.basis = basis;
    }

    public Basis basis() {
        return basis;
    }

    /** For people to read. */
    public String label() {
        return label;
    }
}
