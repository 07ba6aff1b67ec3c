package io.facegate.service.gallery;

/**
 * SQL about whom somebody says they are, of whom there are two kinds in tables of the same columns: {@code attempts} is about
 * identities, {@code unknown_attempts} about nobody.
 *
 * @param ofIdentities for {@link ClaimedIdentity#isKnown}
 */
public record ClaimStatement(String ofIdentities, String ofNobody) {
    /**
     * @param sql with a {@code @} before the name of each table that there are two of
     */
    public static ClaimStatement of(String sql) {
        return new ClaimStatement(sql.replace("@", ""), sql.replace("@", "unknown_"));
    }

    public String about(ClaimedIdentity claimed) {
        return claimed.isKnown() ? ofIdentities : ofNobody;
    }
}
