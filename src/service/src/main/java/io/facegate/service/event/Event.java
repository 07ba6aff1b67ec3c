package io.facegate.service.event;

/**
 * Something that a use case decided, or did. It names whom it is about and never holds a picture, an embedding or a key, so
 * that it may be kept.
 */
public interface Event {
    /** What is kept, and sent to others, of it. */
    EventDescription description();
}
