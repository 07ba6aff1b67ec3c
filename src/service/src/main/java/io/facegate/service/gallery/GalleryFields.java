package io.facegate.service.gallery;

import io.facegate.gallery.DisplayName;
import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.gallery.Metadata;
import io.facegate.service.web.json.TypedField;
import jakarta.inject.Singleton;

/** How bodies say the names of galleries and people, and what is kept with them. */
final class GalleryFields {
    private GalleryFields() {}

    @Singleton
    static final class Name extends TypedField<GalleryName> {
        Name() {
            super(
                    GalleryName.class,
                    "must be 1 to 63 of a-z, 0-9, '.', '_' and '-', and start with a letter or digit",
                    value -> new GalleryName(text(value)));
        }
    }

    @Singleton
    static final class Id extends TypedField<ExternalId> {
        Id() {
            super(ExternalId.class, ExternalId.RULE, value -> ExternalId.of(text(value)));
        }
    }

    @Singleton
    static final class Display extends TypedField<DisplayName> {
        Display() {
            super(DisplayName.class, DisplayName.RULE, value -> new DisplayName(text(value)));
        }
    }

    @Singleton
    static final class Kept extends TypedField<Metadata> {
        Kept() {
            super(Metadata.class, Metadata::of);
        }
    }

    @Singleton
    static final class Model extends TypedField<NamedModel> {
        Model() {
            super(NamedModel.class, value -> new NamedModel(text(value)));
        }
    }
}
