package io.facegate.training.dataset;

import io.facegate.training.dataset.PictureSource.LabelledPicture;
import io.facegate.vision.image.PictureRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** From the file of a picture to its face, or to the reason why it gives none. */
record Cropping(PictureSource source, FaceCropper cropper) {

    CropOutcome of(LabelledPicture picture) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(picture.file());
        } catch (IOException e) {
            return skipped(picture, SkippedPicture.UNREADABLE, null);
        }
        Origin origin = Origin.of(bytes);
        try {
            byte[] jpeg = cropper.crop(PictureFile.usual(bytes));
            return new CropOutcome.Cropped(
                    new PreparedFace(picture.identity(), source.relative(picture.file()), jpeg, origin, null));
        } catch (PictureRejectedException e) {
            return skipped(picture, e.rejection().code(), origin);
        } catch (IOException e) {
            return skipped(picture, SkippedPicture.UNREADABLE, null);
        }
    }

    private CropOutcome skipped(LabelledPicture picture, String reason, @Nullable Origin origin) {
        return new CropOutcome.Skipped(new ShardIndex.Skip(
                new SkippedPicture(picture.identity(), source.relative(picture.file()), reason), origin));
    }
}
