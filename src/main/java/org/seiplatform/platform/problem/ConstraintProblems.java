package org.seiplatform.platform.problem;

import java.util.List;

/** A feature's translation of its constraints; each feature has one as a bean, so that uniqueness is not raced in Java. */
@FunctionalInterface
public interface ConstraintProblems {

    List<ConstraintProblem> constraintProblems();
}
