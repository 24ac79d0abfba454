package org.seiplatform.platform.cache;

import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells that the database is away from that something is wrong with the question or with us. */
final class Outage {

    private Outage() {}

    static boolean causes(Exception failure) {
        return failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException
                || failure instanceof CannotCreateTransactionException
                || (failure instanceof ProblemException problem && problem.type() == ProblemType.UNAVAILABLE);
    }
}
