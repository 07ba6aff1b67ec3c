package io.facegate.vision.image;

import java.util.Locale;

/** Why a picture can't be used. The codes are part of the public interface and never change their meaning. */
public enum Rejection {
    /** No bytes at all. */
    IMAGE_EMPTY,
    /** The content, whatever its name says, is none of the accepted formats. */
    IMAGE_TYPE_UNSUPPORTED,
    /** More bytes than the limit. */
    IMAGE_TOO_LARGE,
    /** The header announces more pixels than the limit. */
    IMAGE_TOO_MANY_PIXELS,
    /** The header announces a side that is too short or too long. */
    IMAGE_SIDE_OUT_OF_RANGE,
    /** An accepted format, but truncated or not decodable. */
    IMAGE_DAMAGED,
    /** A good picture in which no face was found. */
    NO_FACE,
    /** More than one face where exactly one was asked for. */
    SEVERAL_FACES;

    /** The stable, machine-readable name, such as {@code image_damaged}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
