package io.facegate.gallery.audit;

/**
 * Where an audit is not as it was written.
 *
 * @param position the first one that is wrong
 * @param why what is wrong there
 */
public record AuditFinding(long position, String why) {}
