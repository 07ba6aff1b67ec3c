package io.facegate.training.drawing;

import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** What a camera makes of a drawing: it is a little out of focus, brighter or darker, noisy, and a JPEG. */
final class Photograph {
    private static final float QUALITY = 0.9f;
    private static final int REACH = 3;

    private Photograph() {}

    static byte[] of(BufferedImage drawing, Circumstances now, SplittableRandom random) throws IOException {
        BufferedImage picture = new ConvolveOp(gaussian(now.blur()), ConvolveOp.EDGE_NO_OP, null).filter(drawing, null);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int rgb = picture.getRGB(x, y);
                int changed = 0;
                for (int shift = 16; shift >= 0; shift -= 8) {
                    double value = (rgb >> shift & 0xff) * now.brightness() + now.noise() * random.nextGaussian();
                    changed |= (int) Math.max(0, Math.min(255, Math.round(value))) << shift;
                }
                picture.setRGB(x, y, changed);
            }
        }
        return jpeg(picture);
    }

    private static Kernel gaussian(double deviation) {
        int side = 2 * REACH + 1;
        float[] weights = new float[side * side];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double x = i % side - REACH;
            double y = (double) (i / side) - REACH;
            weights[i] = (float) Math.exp(-(x * x + y * y) / (2 * deviation * deviation));
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (weights[i] / sum);
        }
        return new Kernel(side, side, weights);
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
