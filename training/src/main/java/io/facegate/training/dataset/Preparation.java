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
import java.util.function.IntConsumer;

/**
 * Detects, aligns and crops a data set once, into record files that an epoch can read without decoding big pictures
 * again. Work is done shard by shard, on all cores; a shard that is finished is not done again, so an interrupted
 * preparation goes on where it was.
 */
public final class Preparation {
    private static final int PICTURES_PER_SHARD = 1000;

    /**
     * What a preparation did.
     *
     * @param prepared crops in the data set
     * @param skipped pictures that gave none
     * @param emptyIdentities identities without any picture
     * @param identitiesWithOnePicture which can't make pairs
     */
    public record Report(
            int prepared, List<SkippedPicture> skipped, List<String> emptyIdentities, long identitiesWithOnePicture) {
        public Report {
            skipped = List.copyOf(skipped);
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
        List<LabelledPicture> pictures = listing.pictures();
        int shards = (pictures.size() + PICTURES_PER_SHARD - 1) / PICTURES_PER_SHARD;
        PreparedFolder prepared = new PreparedFolder(
                target,
                new PreparationSettings(geometry, detector, source.root().toString(), listingDigest(), shards, null));
        for (int shard = 0; shard < shards; shard++) {
            List<LabelledPicture> part = pictures.subList(
                    shard * PICTURES_PER_SHARD, Math.min(pictures.size(), (shard + 1) * PICTURES_PER_SHARD));
            if (prepared.has(shard)) {
                progress.accept(part.size());
            } else {
                write(prepared, shard, part, progress);
            }
        }
        return report(prepared, shards);
    }

    private String listingDigest() {
        MessageDigest digest = PreparedFiles.sha256();
        for (LabelledPicture picture : listing.pictures()) {
            digest.update("%s\t%s\n"
                    .formatted(picture.identity(), relative(picture.file()))
                    .getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void write(PreparedFolder prepared, int shard, List<LabelledPicture> pictures, IntConsumer progress)
            throws IOException {
        List<Outcome> outcomes = pictures.parallelStream()
                .map(picture -> {
                    Outcome outcome = crop(picture);
                    progress.accept(1);
                    return outcome;
                })
                .toList();
        List<PreparedFace> faces = new ArrayList<>();
        List<SkippedPicture> skipped = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Cropped cropped) {
                faces.add(cropped.face());
            } else if (outcome instanceof Skipped skip) {
                skipped.add(skip.picture());
            }
        }
        prepared.write(shard, faces, skipped);
    }

    private sealed interface Outcome {}

    private record Cropped(PreparedFace face) implements Outcome {}

    private record Skipped(SkippedPicture picture) implements Outcome {}

    private Outcome crop(LabelledPicture picture) {
        String file = relative(picture.file());
        if ((file + picture.identity()).matches("(?s).*[\t\r\n].*")) {
            return new Skipped(new SkippedPicture(
                    picture.identity().replaceAll("\\s", " "), file.replaceAll("\\s", " "), "unusable_name"));
        }
        try {
            byte[] jpeg = cropper.crop(Files.readAllBytes(picture.file()));
            return new Cropped(new PreparedFace(picture.identity(), file, jpeg, null));
        } catch (PictureRejectedException e) {
            return new Skipped(
                    new SkippedPicture(picture.identity(), file, e.rejection().code()));
        } catch (IOException e) {
            return new Skipped(new SkippedPicture(picture.identity(), file, "unreadable"));
        }
    }

    private String relative(Path file) {
        return source.root().relativize(file).toString().replace('\\', '/');
    }

    private Report report(PreparedFolder prepared, int shards) throws IOException {
        List<SkippedPicture> skipped = new ArrayList<>();
        Map<String, Integer> pictures = new HashMap<>();
        int faces = 0;
        for (int shard = 0; shard < shards; shard++) {
            ShardIndex index = prepared.index(shard);
            skipped.addAll(index.skipped());
            index.pictures().forEach(entry -> pictures.merge(entry.identity(), 1, Integer::sum));
            faces += index.pictures().size();
        }
        long single = pictures.values().stream().filter(count -> count == 1).count();
        return new Report(faces, skipped, listing.emptyIdentities(), single);
    }
}
