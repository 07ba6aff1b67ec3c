package io.facegate.training.dataset;

import io.facegate.training.dataset.PictureSource.LabelledPicture;
import io.facegate.vision.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Detects, aligns and crops a data set once, into record files that an epoch can read without decoding big pictures
 * again. Work is done shard by shard, on all cores; what is prepared is not done again, so an interrupted preparation goes on
 * where it was, and one more picture in the source is one more to prepare.
 */
public final class Preparation {
    private static final int PICTURES_PER_SHARD = 1000;

    private final PictureSource source;
    private final PictureSource.Listing listing;
    private final Cropping cropping;
    private final CropGeometry geometry;
    private final String detector;
    private final Path target;

    /**
     * @param detector names the model behind the cropper
     * @param target the prepared data set's folder; made if it is missing
     */
    public Preparation(PictureSource source, FaceCropper cropper, CropGeometry geometry, String detector, Path target)
            throws IOException {
        this(source, source.list(), cropper, geometry, detector, target);
    }

    /**
     * The same, of some of the pictures.
     *
     * @param listing of the source
     */
    public Preparation(
            PictureSource source,
            PictureSource.Listing listing,
            FaceCropper cropper,
            CropGeometry geometry,
            String detector,
            Path target) {
        this.source = source;
        this.listing = listing;
        this.cropping = new Cropping(source, cropper);
        this.geometry = geometry;
        this.detector = detector;
        this.target = target;
    }

    /** How many pictures there are to prepare. */
    public int pictures() {
        return listing.pictures().size();
    }

    /**
     * @param progress is told how many pictures are done, whenever some are
     * @throws DatasetException if the target holds another preparation
     */
    public PreparationReport run(IntConsumer progress) throws IOException {
        return run(progress, () -> false);
    }

    /**
     * @param stop is asked between pictures; when it says true, what is done is kept
     */
    public PreparationReport run(IntConsumer progress, BooleanSupplier stop) throws IOException {
        PreparedFolder prepared = PreparedFolder.toExtend(
                target,
                new PreparationSettings(geometry, detector, source.root().toString(), listingDigest(), 0, null));
        Reconciliation work = Reconciliation.of(prepared, listing.pictures(), source, progress, stop);
        if (!work.complete()) {
            return PreparationReport.of(prepared, listing, 0, 0, false);
        }
        List<Integer> numbers = plan(prepared, work.todo().size());
        int fresh = 0;
        for (int i = 0; i < numbers.size() && !stop.getAsBoolean(); i++) {
            int from = Math.min(work.todo().size(), i * PICTURES_PER_SHARD);
            int to = Math.min(work.todo().size(), from + PICTURES_PER_SHARD);
            fresh += write(prepared, numbers.get(i), work.todo().subList(from, to), progress, stop);
        }
        return PreparationReport.of(
                prepared, listing, work.removed(), fresh, fresh == work.todo().size());
    }

    /** The numbers of the shards to write: those that are missing, and as many more as it takes. */
    private List<Integer> plan(PreparedFolder prepared, int pictures) throws IOException {
        int needed = (pictures + PICTURES_PER_SHARD - 1) / PICTURES_PER_SHARD;
        List<Integer> numbers = new ArrayList<>();
        int number = 0;
        for (; number < prepared.shards() || numbers.size() < needed; number++) {
            if (!prepared.has(number) || number >= prepared.shards()) {
                numbers.add(number);
            }
        }
        prepared.plan(listingDigest(), number);
        return numbers;
    }

    private String listingDigest() {
        MessageDigest digest = Sha256.digest();
        for (LabelledPicture picture : listing.pictures()) {
            digest.update("%s\t%s\n"
                    .formatted(picture.identity(), source.relative(picture.file()))
                    .getBytes(StandardCharsets.UTF_8));
        }
        return Sha256.hex(digest);
    }

    /** @return how many pictures it came to */
    private int write(
            PreparedFolder prepared,
            int shard,
            List<LabelledPicture> pictures,
            IntConsumer progress,
            BooleanSupplier stop)
            throws IOException {
        List<CropOutcome> outcomes = pictures.parallelStream()
                .map(picture -> {
                    if (stop.getAsBoolean()) {
                        return new CropOutcome.Postponed();
                    }
                    CropOutcome outcome = cropping.of(picture);
                    progress.accept(1);
                    return outcome;
                })
                .toList();
        List<PreparedFace> faces = new ArrayList<>();
        List<ShardIndex.Skip> skipped = new ArrayList<>();
        for (CropOutcome outcome : outcomes) {
            if (outcome instanceof CropOutcome.Cropped cropped) {
                faces.add(cropped.face());
            } else if (outcome instanceof CropOutcome.Skipped skip) {
                skipped.add(skip.skip());
            }
        }
        prepared.write(shard, faces, skipped);
        return faces.size() + skipped.size();
    }
}
