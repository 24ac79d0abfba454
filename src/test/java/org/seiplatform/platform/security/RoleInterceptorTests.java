package org.seiplatform.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;

class RoleInterceptorTests {

    private final RoleInterceptor interceptor = new RoleInterceptor(event -> {});
    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @RequiresRole(Role.MANAGER)
    static class DeclaredForAll {

        public void asDeclaredForAll() {}

        @RequiresRole(Role.VIEWER)
        public void withItsOwn() {}

        @PublicEndpoint
        public void open() {}
    }

    static class Undeclared {

        public void forgotten() {}
    }

    @AfterEach
    void forgetCaller() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void whatDeclaresNothingIsOpenToNobody() throws Exception {
        HandlerMethod forgotten = new HandlerMethod(new Undeclared(), "forgotten");

        assertThat(refusal(null, forgotten)).isEqualTo(ProblemType.UNAUTHORIZED);
        assertThat(refusal(Role.ADMIN, forgotten)).isEqualTo(ProblemType.FORBIDDEN);
        assertThat(refusal(Role.OPERATOR, forgotten)).isEqualTo(ProblemType.FORBIDDEN);
    }

    @Test
    void aMethodsDeclarationBeatsItsClasss() throws Exception {
        DeclaredForAll controller = new DeclaredForAll();

        assertThat(refusal(Role.VIEWER, new HandlerMethod(controller, "asDeclaredForAll")))
                .isEqualTo(ProblemType.FORBIDDEN);
        assertThat(refusal(Role.MANAGER, new HandlerMethod(controller, "asDeclaredForAll")))
                .isNull();
        assertThat(refusal(Role.VIEWER, new HandlerMethod(controller, "withItsOwn")))
                .isNull();
        assertThat(refusal(null, new HandlerMethod(controller, "open"))).isNull();
    }

    @Test
    void whatWasLetInMayEndInAnotherThread() throws Exception {
        request.setDispatcherType(DispatcherType.ASYNC);

        assertThat(refusal(null, new HandlerMethod(new DeclaredForAll(), "withItsOwn")))
                .isNull();
    }

    private @Nullable ProblemType refusal(@Nullable Role role, HandlerMethod handler) {
        SecurityContextHolder.clearContext();
        if (role != null) {
            Caller caller = Caller.withKey("1", role, role == Role.OPERATOR ? null : UUID.randomUUID());
            SecurityContextHolder.getContext().setAuthentication(new CallerAuthentication(caller));
        }
        try {
            assertThat(interceptor.preHandle(request, new MockHttpServletResponse(), handler))
                    .isTrue();
            return null;
        } catch (ProblemException problem) {
            return problem.type();
        }
    }
}
