package org.seiplatform.platform.resilience;

import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;

/** Something remote was not called, because it has failed too often or too many wait for it; or it did not answer in time. */
public class DependencyUnavailableException extends ProblemException {

    private final Dependency dependency;

    public DependencyUnavailableException(Dependency dependency) {
        super(ProblemType.UNAVAILABLE, dependency.title() + " does not answer just now; nothing was changed.");
        this.dependency = dependency;
    }

    public Dependency dependency() {
        return dependency;
    }
}
