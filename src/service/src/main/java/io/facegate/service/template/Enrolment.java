package io.facegate.service.template;

/** What became of a template that was added. */
public sealed interface Enrolment {
    TemplateId template();

    /** It is new. */
    record Added(TemplateId template) implements Enrolment {}

    /** The identity had this content for this model already; nothing changed. */
    record AlreadyEnrolled(TemplateId template) implements Enrolment {}
}
