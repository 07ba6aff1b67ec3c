package io.facegate.training.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
public record PreparationReport(
        int prepared,
        int fresh,
        int removed,
        List<SkippedPicture> skipped,
        List<SkippedPicture> passedOver,
        List<String> emptyIdentities,
        long identitiesWithOnePicture,
        boolean complete) {
    public PreparationReport {
        skipped = List.copyOf(skipped);
        passedOver = List.copyOf(passedOver);
        emptyIdentities = List.copyOf(emptyIdentities);
    }

    /** @param prepared is counted as it is now */
    static PreparationReport of(
            PreparedFolder prepared, PictureSource.Listing listing, int removed, int fresh, boolean complete)
            throws IOException {
        List<SkippedPicture> skipped = new ArrayList<>();
        Map<String, Integer> pictures = new HashMap<>();
        int faces = 0;
        for (ShardIndex index : prepared.indexes().values()) {
            index.skipped().stream()
                    .filter(skip -> !skip.removed())
                    .map(ShardIndex.Skip::picture)
                    .forEach(skipped::add);
            index.pictures().forEach(entry -> pictures.merge(entry.identity(), 1, Integer::sum));
            faces += index.pictures().size();
        }
        long single = pictures.values().stream().filter(count -> count == 1).count();
        return new PreparationReport(
                faces, fresh, removed, skipped, listing.passedOver(), listing.emptyIdentities(), single, complete);
    }
}
