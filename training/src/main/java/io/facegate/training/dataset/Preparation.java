package io.facegate.training.dataset;

import io.facegate.training.dataset.PictureSource.LabelledPicture;
import io.facegate.vision.PictureRejectedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Detects, aligns and crops a data set once, into record files that an epoch can read without decoding big pictures
 * again. Work is done shard by shard, on all cores; what is prepared is not done again, so an interrupted preparation goes on
 * where it was, and one more picture in the source is one more to prepare.
 */
public final class Preparation {
    private static final int PICTURES_PER_SHARD = 1000;

    /**
     * What a preparation did.
     *
     * @param prepared crops in the data set
     * @param fresh pictures that were worked on now
     * @param removed crops that were in it, and whose pictures are gone or were replaced
     * @param skipped pictures that gave none
     * @param passedOver what lies in the source and was not even tried
     * @param emptyIdentities identities without any picture
     * @param identitiesWithOnePicture which can't make pairs
     * @param complete whether everything is done; false if it was asked to stop
     */
    public record Report(
            int prepared,
            int fresh,
            int removed,
            List<SkippedPicture> skipped,
            List<SkippedPicture> passedOver,
            List<String> emptyIdentities,
            long identitiesWithOnePicture,
            boolean complete) {
        public Report {
            skipped = List.copyOf(skipped);
            passedOver = List.copyOf(passedOver);
            emptyIdentities = List.copyOf(emptyIdentities);
        }
    }

    private final PictureSource source;
    private final PictureSource.Listing listing;
    private final FaceCropper cropper;
    private final CropGeometry geometry;
    private final String detector;
    private final Path target;

    /**
     * @param detector names the model behind the cropper
     * @param target the prepared data set's folder; made if it is missing
     */
    public Preparation(PictureSource source, FaceCropper cropper, CropGeometry geometry, String detector, Path target)
            throws IOException {
        this.source = source;
        this.listing = source.list();
        this.cropper = cropper;
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
    public Report run(IntConsumer progress) throws IOException {
        return run(progress, () -> false);
    }

    /**
     * @param stop is asked between pictures; when it says true, what is done is kept
     */
    public Report run(IntConsumer progress, BooleanSupplier stop) throws IOException {
        PreparedFolder prepared = PreparedFolder.toExtend(
                target,
                new PreparationSettings(geometry, detector, source.root().toString(), listingDigest(), 0, null));
        Reconciliation work = Reconciliation.of(prepared, listing.pictures(), source);
        progress.accept(work.kept());
        List<Integer> numbers = plan(prepared, work.todo().size());
        int fresh = 0;
        for (int i = 0; i < numbers.size() && !stop.getAsBoolean(); i++) {
            int from = Math.min(work.todo().size(), i * PICTURES_PER_SHARD);
            int to = Math.min(work.todo().size(), from + PICTURES_PER_SHARD);
            fresh += write(prepared, numbers.get(i), work.todo().subList(from, to), progress, stop);
        }
        return report(prepared, work.removed(), fresh, fresh == work.todo().size());
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
        MessageDigest digest = PreparedFiles.sha256();
        for (LabelledPicture picture : listing.pictures()) {
            digest.update("%s\t%s\n"
                    .formatted(picture.identity(), source.relative(picture.file()))
                    .getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** @return how many pictures it came to */
    private int write(
            PreparedFolder prepared,
            int shard,
            List<LabelledPicture> pictures,
            IntConsumer progress,
            BooleanSupplier stop)
            throws IOException {
        List<Outcome> outcomes = pictures.parallelStream()
                .map(picture -> {
                    if (stop.getAsBoolean()) {
                        return new Postponed();
                    }
                    Outcome outcome = crop(picture);
                    progress.accept(1);
                    return outcome;
                })
                .toList();
        List<PreparedFace> faces = new ArrayList<>();
        List<ShardIndex.Skip> skipped = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Cropped cropped) {
                faces.add(cropped.face());
            } else if (outcome instanceof Skipped skip) {
                skipped.add(skip.skip());
            }
        }
        prepared.write(shard, faces, skipped);
        return faces.size() + skipped.size();
    }

    private sealed interface Outcome {}

    private record Cropped(PreparedFace face) implements Outcome {}

    private record Skipped(ShardIndex.Skip skip) implements Outcome {}

    private record Postponed() implements Outcome {}

    private Outcome crop(LabelledPicture picture) {
        String identity = picture.identity();
        String file = source.relative(picture.file());
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(picture.file());
        } catch (IOException e) {
            return skipped(identity, file, Reconciliation.UNREADABLE, null);
        }
        Origin origin = Origin.of(bytes);
        try {
            byte[] jpeg = cropper.crop(PictureFile.usual(bytes));
            return new Cropped(new PreparedFace(identity, file, jpeg, origin, null));
        } catch (PictureRejectedException e) {
            return skipped(identity, file, e.rejection().code(), origin);
        } catch (IOException e) {
            return skipped(identity, file, Reconciliation.UNREADABLE, null);
        }
    }

    private static Outcome skipped(String identity, String file, String reason, @Nullable Origin origin) {
        return new Skipped(new ShardIndex.Skip(new SkippedPicture(identity, file, reason), origin));
    }

    private Report report(PreparedFolder prepared, int removed, int fresh, boolean complete) throws IOException {
        List<SkippedPicture> skipped = new ArrayList<>();
        Map<String, Integer> pictures = new HashMap<>();
        int faces = 0;
        for (int shard = 0; shard < prepared.shards(); shard++) {
            if (!prepared.has(shard)) {
                continue;
            }
            ShardIndex index = prepared.index(shard);
            index.skipped().stream()
                    .map(ShardIndex.Skip::picture)
                    .filter(picture -> !picture.reason().equals(Reconciliation.REMOVED))
                    .forEach(skipped::add);
            index.pictures().forEach(entry -> pictures.merge(entry.identity(), 1, Integer::sum));
            faces += index.pictures().size();
        }
        long single = pictures.values().stream().filter(count -> count == 1).count();
        return new Report(
                faces, fresh, removed, skipped, listing.passedOver(), listing.emptyIdentities(), single, complete);
    }
}
