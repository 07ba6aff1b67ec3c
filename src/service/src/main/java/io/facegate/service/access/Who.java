package io.facegate.service.access;

/**
 * Who makes a request. {@code kind:name} is stable, unambiguous and no secret: it may be kept in a row and told in an
 * answer.
 */
public sealed interface Who {
    /**
     * The bearer of a key.
     *
     * @param id the part of the key that is no secret
     */
    record Key(String id) implements Who {
        @Override
        public String toString() {
            return "key:" + id;
        }
    }

    /**
     * Whom a token of the configured issuer is about.
     *
     * @param subject its claim {@code sub}
     */
    record Subject(String subject) implements Who {
        @Override
        public String toString() {
            return "subject:" + subject;
        }
    }

    /** Anybody: the service is open (insecure), and nobody was asked who they are. */
    record Anybody() implements Who {
        @Override
        public String toString() {
            return "anybody";
        }
    }

    /** Somebody who brought no key, at something that is open to everybody, or before it was looked at. */
    record Unknown() implements Who {
        @Override
        public String toString() {
            return "unknown";
        }
    }

    /** The service itself, outside of any request: upkeep, jobs that are resumed. */
    record Service() implements Who {
        @Override
        public String toString() {
            return "service";
        }
    }
}
