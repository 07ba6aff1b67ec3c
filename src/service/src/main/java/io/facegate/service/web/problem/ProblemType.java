package io.facegate.service.web.problem;

import io.facegate.service.code.Codes;

/** Every kind of error. The codes are part of the public interface and never change their meaning. */
public enum ProblemType {
    IMAGE_EMPTY(400, "The picture is empty"),
    IMAGE_TYPE_UNSUPPORTED(415, "Not a picture of an accepted type"),
    IMAGE_TOO_LARGE(413, "The picture has too many bytes"),
    IMAGE_TOO_MANY_PIXELS(422, "The picture has too many pixels"),
    IMAGE_SIDE_OUT_OF_RANGE(422, "A side of the picture is too short or too long"),
    IMAGE_DAMAGED(422, "The picture is damaged"),
    NO_FACE(422, "No face"),
    SEVERAL_FACES(422, "Several faces"),
    QUALITY_INSUFFICIENT(422, "The face is not good enough to decide by"),

    EMBEDDING_MALFORMED(400, "Not an embedding"),
    EMBEDDING_DIMENSION_MISMATCH(422, "An embedding of another length"),
    EMBEDDING_MODEL_MISMATCH(422, "An embedding of another model"),

    GALLERY_NOT_FOUND(404, "No such gallery"),
    IDENTITY_NOT_FOUND(404, "No such identity"),
    TEMPLATE_NOT_FOUND(404, "No such template"),
    ALREADY_EXISTS(409, "It exists already"),
    GALLERY_MODEL_MISMATCH(409, "A gallery of another model"),
    MODEL_NOT_SERVED(422, "The embedder is not served"),
    GALLERY_MOVING(409, "The gallery is between two embedders"),
    MOVE_FINISHED(409, "The gallery answers by the new embedder already"),
    MOVE_NOT_FOUND(404, "The gallery doesn't move"),
    IDENTITY_INACTIVE(409, "The identity is inactive"),
    IDENTITY_NOT_ENROLLED(409, "The identity has no template"),
    TOO_MANY_ATTEMPTS(429, "Too many failed attempts"),
    NONCE_REQUIRED(422, "A nonce is missing"),
    NONCE_INVALID(422, "Not a nonce of this verification"),
    PICTURE_SEEN(409, "The picture was shown before"),
    FACE_DISABLED(403, "The face is no factor any more"),
    FMR_NOT_CALIBRATED(422, "The embedder is not calibrated at this false match rate"),
    FMR_TOO_LOOSE(422, "A looser false match rate than may be asked for"),

    IMPORT_MALFORMED(422, "Not an exported gallery"),
    IMPORT_VERSION_UNSUPPORTED(422, "An exported gallery of another version"),
    IMPORT_INCOMPLETE(422, "An exported gallery without its end"),
    IMPORT_DAMAGED(422, "An exported gallery that was changed"),
    IMPORT_INTERRUPTED(503, "The import was interrupted"),
    JOB_NOT_FOUND(404, "No such job"),
    WEBHOOK_NOT_FOUND(404, "No such webhook"),
    WEBHOOK_ADDRESS_REFUSED(422, "Nothing may be sent to that address"),
    IDEMPOTENCY_KEY_IN_USE(409, "A request of this idempotency key is being worked on"),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used for another request"),

    UNAUTHENTICATED(401, "Who asks is not known"),
    FORBIDDEN(403, "Whoever asks may not do this"),
    KEY_NOT_FOUND(404, "No such key"),

    REQUEST_MALFORMED(400, "The request can't be read"),
    FIELD_INVALID(400, "A field of the body is not as it must be"),
    PARAMETER_INVALID(400, "A parameter has an unknown value"),
    PART_MISSING(400, "A part of the form is missing"),
    PART_REPEATED(400, "A part of the form is there more than once"),
    TOO_MANY_PARTS(413, "The form has too many parts"),
    BODY_TOO_LARGE(413, "The request body is too large"),
    REQUEST_TIMEOUT(408, "The request came too slowly"),
    ADDRESS_TOO_LONG(414, "The address is too long"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    NOT_FOUND(404, "Nothing here"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "No acceptable representation"),
    MEDIA_TYPE_UNSUPPORTED(415, "Content type not accepted"),
    CONTENT_ENCODING_UNSUPPORTED(415, "Compressed bodies are not accepted"),
    REQUEST_REFUSED(400, "The request was refused"),

    TOO_MANY_REQUESTS(429, "Too many requests"),
    OVERLOADED(503, "Too busy"),
    STOPPING(503, "The service stops"),
    ISSUER_UNAVAILABLE(503, "The issuer of tokens can't be asked now"),
    DATABASE_UNAVAILABLE(503, "The database can't be used now"),
    DATABASE_BUSY(503, "The database is busy"),
    DATABASE_REFUSES(500, "The database refuses"),
    INTERNAL(500, "Something went wrong here");

    /** How to say who asks, for an answer 401 (RFC 6750, 3). */
    public static final String CHALLENGE = "Bearer realm=\"facegate\"";

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Says the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The stable, machine-readable name, such as {@code no_face}. */
    public String code() {
        return Codes.of(this);
    }

    /** Whether the same request may well succeed in a moment, so that the answer says when to try again. */
    boolean passes() {
        return switch (this) {
            case OVERLOADED,
                    STOPPING,
                    ISSUER_UNAVAILABLE,
                    DATABASE_UNAVAILABLE,
                    DATABASE_BUSY,
                    IDEMPOTENCY_KEY_IN_USE -> true;
            default -> false;
        };
    }
}
