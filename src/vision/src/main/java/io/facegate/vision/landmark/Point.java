package io.facegate.vision.landmark;

/** A place in continuous picture coordinates: the centre of pixel (0, 0) is (0.5, 0.5). */
public record Point(float x, float y) {}
