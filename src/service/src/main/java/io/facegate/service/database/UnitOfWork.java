package io.facegate.service.database;

/**
 * What commits together or not at all. It is passed to whatever belongs to it, so that a signature tells who writes and with
 * whom: see {@link Transactions}.
 *
 * <p>It begins with its first statement: one that has none costs no connection and no round trip.
 */
public interface UnitOfWork extends Statements {
    /**
     * Runs once all of it is committed, or has ended without having touched the database, and its connection is given back;
     * in the order in which it was asked for. Never runs if it was rolled back. What it throws is logged: it can undo
     * nothing any more.
     */
    void afterCommit(Runnable action);
}
