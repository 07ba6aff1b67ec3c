package io.facegate.training.network;

/** In which order a network expects the channels; pictures are always RGB outside of it. */
public enum ColourOrder {
    RGB,
    BGR
}
