package io.facegate.service.config;

/**
 * Between which numbers a setting may be.
 *
 * @param open whether neither end is allowed itself
 */
record Bounds(double from, double to, boolean open) {
    /** Of a setting that has no {@link Range}. */
    static Bounds byDefault(boolean whole) {
        return new Bounds(whole ? 1 : 0, Double.POSITIVE_INFINITY, !whole);
    }

    boolean include(double number) {
        return Double.isFinite(number) && (open ? number > from && number < to : number >= from && number <= to);
    }

    @Override
    public String toString() {
        String least = (open ? "above " : "from ") + text(from);
        return to == Double.POSITIVE_INFINITY ? least : least + (open ? " and below " : " to ") + text(to);
    }

    private static String text(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
