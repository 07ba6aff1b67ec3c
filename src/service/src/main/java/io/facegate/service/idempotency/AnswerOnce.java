package io.facegate.service.idempotency;

import io.facegate.service.gallery.GalleryMember;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How an interface answers for what was done: in a shape of its own, which it may keep, so that the same request gets the
 * same answer again without anything being done.
 *
 * @param <O> the outcome of what was done
 * @param <A> the answer
 */
@FunctionalInterface
public interface AnswerOnce<O, A> {
    /**
     * @param member whom the request is about
     * @param request tells it from another one; it is only computed if it is needed
     * @param work is subscribed to at most once
     */
    Uni<Answer<A>> answer(GalleryMember member, Supplier<RequestFingerprint> request, Uni<O> work);

    /** For a request that nobody repeats. */
    static <O, A> AnswerOnce<O, A> always(Function<O, A> shape) {
        return (member, request, work) -> work.map(shape).map(answer -> new Answer<>(answer, false));
    }
}
