package io.facegate.service.template;

import io.facegate.gallery.file.GalleryLine.Person;
import java.util.List;

/**
 * Some people of a gallery, in the order of their external ids, each with their templates as they are kept.
 *
 * @param people empty after the last page
 * @param end from where the next page goes on
 */
public record ExportPage(List<Person> people, Position end) {
    public ExportPage {
        people = List.copyOf(people);
    }

    /**
     * The last template that was exported. A person who is made anew under the same id meanwhile is another identity.
     *
     * @param externalId empty before the first person
     */
    public record Position(String externalId, long identity, long template) {
        public static final Position START = new Position("", 0, 0);
    }
}
