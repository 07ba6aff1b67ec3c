package io.facegate.training.visualization;

import java.util.Arrays;

/**
 * Points of a plane in cells that are quartered until each has one (Barnes and Hut 1986): a distant cell stands for all
 * points in it.
 */
final class QuadTree {
    /** Points that are closer than this many quarterings can part are taken for one. */
    private static final int DEEPEST = 48;

    private static final int NONE = -1;

    private int nodes;
    private int[] children;
    private double[] sumX;
    private double[] sumY;
    private int[] counts;
    private double[] sides;

    private QuadTree(int points) {
        int room = 4 * points + 16;
        this.children = new int[4 * room];
        this.sumX = new double[room];
        this.sumY = new double[room];
        this.counts = new int[room];
        this.sides = new double[room];
    }

    /**
     * @param places x and y of one point after the other
     */
    static QuadTree of(double[] places) {
        double low = Arrays.stream(places).min().orElse(0);
        double high = Arrays.stream(places).max().orElse(0);
        QuadTree tree = new QuadTree(places.length / 2);
        double side = Math.max(high - low, 1e-12) * 1.0001;
        int root = tree.node(side);
        for (int i = 0; i < places.length; i += 2) {
            tree.insert(root, low, low, places[i], places[i + 1]);
        }
        return tree;
    }

    private int node(double side) {
        if (nodes == counts.length) {
            int room = 2 * nodes;
            children = Arrays.copyOf(children, 4 * room);
            sumX = Arrays.copyOf(sumX, room);
            sumY = Arrays.copyOf(sumY, room);
            counts = Arrays.copyOf(counts, room);
            sides = Arrays.copyOf(sides, room);
        }
        Arrays.fill(children, 4 * nodes, 4 * nodes + 4, NONE);
        sides[nodes] = side;
        return nodes++;
    }

    private void insert(int root, double left, double top, double x, double y) {
        int node = root;
        double cellLeft = left;
        double cellTop = top;
        for (int depth = 0; ; depth++) {
            boolean wasLeaf = isLeaf(node);
            double meanX = wasLeaf && counts[node] > 0 ? sumX[node] / counts[node] : 0;
            double meanY = wasLeaf && counts[node] > 0 ? sumY[node] / counts[node] : 0;
            int before = counts[node];
            counts[node]++;
            sumX[node] += x;
            sumY[node] += y;
            boolean same = meanX == x && meanY == y;
            if (wasLeaf && (before == 0 || same || depth == DEEPEST)) {
                return;
            }
            double half = sides[node] / 2;
            if (wasLeaf) {
                int child = child(node, meanX, meanY, cellLeft, cellTop, half);
                counts[child] = before;
                sumX[child] = meanX * before;
                sumY[child] = meanY * before;
            }
            int child = child(node, x, y, cellLeft, cellTop, half);
            cellLeft += x >= cellLeft + half ? half : 0;
            cellTop += y >= cellTop + half ? half : 0;
            node = child;
        }
    }

    private int child(int node, double x, double y, double left, double top, double half) {
        int quarter = (x >= left + half ? 1 : 0) + (y >= top + half ? 2 : 0);
        int child = children[4 * node + quarter];
        if (child == NONE) {
            child = node(half);
            children[4 * node + quarter] = child;
        }
        return child;
    }

    private boolean isLeaf(int node) {
        for (int quarter = 0; quarter < 4; quarter++) {
            if (children[4 * node + quarter] != NONE) {
                return false;
            }
        }
        return true;
    }

    /**
     * Adds what all other points push a point by.
     *
     * @param theta the largest side of a cell, as a share of its distance, that stands for its points; 0 is exact
     * @param push the x and y of the push are added to the first two
     * @return the sum of the affinities, 1 / (1 + squared distance), to all other points
     */
    double push(double x, double y, double theta, double[] push) {
        int[] open = new int[4 * DEEPEST + 4];
        int last = 0;
        open[0] = 0;
        double affinities = 0;
        while (last >= 0) {
            int node = open[last--];
            int count = counts[node];
            double dx = x - sumX[node] / count;
            double dy = y - sumY[node] / count;
            double squared = dx * dx + dy * dy;
            boolean leaf = isLeaf(node);
            if (leaf && squared == 0) {
                affinities += count - 1; // of points at the very same place; itself doesn't count
            } else if (leaf || sides[node] * sides[node] < theta * theta * squared) {
                double affinity = 1 / (1 + squared);
                affinities += count * affinity;
                double force = count * affinity * affinity;
                push[0] += force * dx;
                push[1] += force * dy;
            } else {
                for (int quarter = 0; quarter < 4; quarter++) {
                    int child = children[4 * node + quarter];
                    if (child != NONE) {
                        open[++last] = child;
                    }
                }
            }
        }
        return affinities;
    }
}
