package io.facegate.vision.quality;

/**
 * What is fine in a face, told apart: its detail, and noise, which each measure alone takes for the other.
 *
 * <p>The variance of the Laplacian is that of the detail and 25 times that of the noise; the squared answer of the noise
 * filter is that of the noise and a small share of the detail's. These two equations have one solution. The 25 is what
 * white noise was found to add after the bilinear sampling of an aligned crop (20 before); the shares are the greatest
 * that clear pictures have (998 in 1000 of 498 pictures of {@code lfw/val.txt}; 0.0036 at the median).
 *
 * @param sharpness variance of the Laplacian without what noise adds, in squared grey levels; 0 or more
 * @param noise standard deviation of the noise, in grey levels
 */
record FineDetail(double sharpness, double noise) {
    private static final double NOISE_IN_LAPLACIAN = 25;
    private static final double DETAIL_IN_NOISE = 0.006;
    private static final double HALVED_DETAIL_IN_NOISE = 0.0125;

    /**
     * Noise that was smoothed, or that a codec took the finest part of, is looked for at half the resolution too. There
     * white noise has half its strength.
     *
     * @param answers the face's
     */
    static FineDetail of(Luminance face, NoiseAnswers answers) {
        double laplacian = face.laplacianVariance();
        double noise = noise(answers.noise(), laplacian, DETAIL_IN_NOISE);
        Luminance halved = face.halved();
        double halvedNoise = noise(halved.noiseAnswers().noise(), halved.laplacianVariance(), HALVED_DETAIL_IN_NOISE);
        return new FineDetail(
                Math.max(0, laplacian - NOISE_IN_LAPLACIAN * noise * noise), Math.max(noise, 2 * halvedNoise));
    }

    private static double noise(double answer, double laplacian, double detailInNoise) {
        double squared = (answer * answer - detailInNoise * laplacian) / (1 - NOISE_IN_LAPLACIAN * detailInNoise);
        return Math.sqrt(Math.max(0, squared));
    }
}
