package io.facegate.vision.quality;

import java.util.ArrayDeque;
import java.util.Deque;

/** Which pixels of a square picture are black and joined to its edge by black ones: where a crop reaches beyond its picture. */
final class BlackEdge {
    private BlackEdge() {}

    static boolean[] of(double[] luminance, int size) {
        boolean[] reached = new boolean[luminance.length];
        Deque<Integer> next = new ArrayDeque<>();
        for (int i = 0; i < size; i++) {
            reach(i, luminance, reached, next);
            reach((size - 1) * size + i, luminance, reached, next);
            reach(i * size, luminance, reached, next);
            reach(i * size + size - 1, luminance, reached, next);
        }
        while (!next.isEmpty()) {
            int i = next.remove();
            if (i >= size) {
                reach(i - size, luminance, reached, next);
            }
            if (i < luminance.length - size) {
                reach(i + size, luminance, reached, next);
            }
            if (i % size > 0) {
                reach(i - 1, luminance, reached, next);
            }
            if (i % size < size - 1) {
                reach(i + 1, luminance, reached, next);
            }
        }
        return reached;
    }

    private static void reach(int pixel, double[] luminance, boolean[] reached, Deque<Integer> next) {
        if (luminance[pixel] == 0 && !reached[pixel]) {
            reached[pixel] = true;
            next.add(pixel);
        }
    }
}
