package io.facegate.vision.detection;

import java.util.Locale;

/** How a picture was looked at when a face was found in it. */
public enum Look {
    /** As it is. */
    FIRST(0),
    /** Within a grey border: a face that fills the picture. */
    PADDED(0),
    /** Turned by a quarter, clockwise: a photograph that lies on its side. */
    TURNED_90(90),
    /** Upside down. */
    TURNED_180(180),
    /** Turned by a quarter, counter-clockwise. */
    TURNED_270(270),
    /** Brightened: a dark room. */
    BRIGHTENED(0);

    private final int degrees;

    Look(int degrees) {
        this.degrees = degrees;
    }

    /** How far the picture was turned clockwise, so that the face was upright. */
    public int degrees() {
        return degrees;
    }

    /** The stable, machine-readable name, such as {@code turned_90}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
