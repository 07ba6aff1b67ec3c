package io.facegate.vision.image;

/**
 * What a picture's header says, before any pixel is decoded.
 *
 * @param width of the stored pixels, before they are turned upright
 * @param height of the stored pixels, before they are turned upright
 * @param orientation how the stored pixels must be turned
 * @param translucent whether it has an alpha channel that the decoder can give
 * @param scalable whether the decoder can give it reduced
 * @param bytes the encoded pixels: the picture, perhaps without its comments
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only handed on to the decoder
record EncodedImage(
        long width, long height, Orientation orientation, boolean translucent, boolean scalable, byte[] bytes) {}
