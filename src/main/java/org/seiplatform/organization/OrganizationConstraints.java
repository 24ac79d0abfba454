package org.seiplatform.organization;

import java.util.List;
import org.seiplatform.platform.problem.ConstraintProblem;
import org.seiplatform.platform.problem.ConstraintProblems;
import org.seiplatform.platform.problem.ProblemType;
import org.springframework.stereotype.Component;

/** What the constraints on organizations mean to callers. */
@Component
class OrganizationConstraints implements ConstraintProblems {

    @Override
    public List<ConstraintProblem> constraintProblems() {
        return List.of(
                ConstraintProblem.taken(
                        "organizations_slug_key", "/slug", "There is an organization with this slug already."),
                stillOwns("repositories_organization_id_fkey", "repositories"),
                stillOwns("teams_organization_id_fkey", "teams"),
                stillOwns("developers_organization_id_fkey", "developers"));
    }

    private static ConstraintProblem stillOwns(String constraint, String what) {
        return ConstraintProblem.of(
                constraint, ProblemType.ORGANIZATION_NOT_EMPTY, "The organization still has " + what + ".");
    }
}
