package io.facegate.training.loss;

import io.facegate.training.loss.LossEvaluation.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All triplets of a small batch, by enumeration. */
final class Triplets {
    private Triplets() {}

    /** Indices of anchor, positive, negative. */
    static int[][] all(int... people) {
        List<int[]> triplets = new ArrayList<>();
        for (int a = 0; a < people.length; a++) {
            for (int p = 0; p < people.length; p++) {
                for (int n = 0; n < people.length; n++) {
                    if (a != p && people[a] == people[p] && people[a] != people[n]) {
                        triplets.add(new int[] {a, p, n});
                    }
                }
            }
        }
        return triplets.toArray(int[][]::new);
    }

    static Batch batch(float[][] faces, int[][] triplets) {
        return Batch.triplets(column(faces, triplets, 0), column(faces, triplets, 1), column(faces, triplets, 2));
    }

    private static float[][] column(float[][] faces, int[][] triplets, int column) {
        return Arrays.stream(triplets).map(triplet -> faces[triplet[column]]).toArray(float[][]::new);
    }

    /** Adds up the gradients of a triplet batch for each of the faces. */
    static float[][] gather(float[][] gradient, int[][] triplets, int faces) {
        float[][] sums = new float[faces][gradient[0].length];
        for (int i = 0; i < gradient.length; i++) {
            float[] sum = sums[triplets[i % triplets.length][i / triplets.length]];
            for (int j = 0; j < sum.length; j++) {
                sum[j] += gradient[i][j];
            }
        }
        return sums;
    }
}
