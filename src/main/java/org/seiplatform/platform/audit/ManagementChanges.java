package org.seiplatform.platform.audit;

import java.util.Locale;
import org.seiplatform.platform.audit.AuditTrail.Change;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Notes what operators change over the management port, such as levels of logging. */
@Component
class ManagementChanges implements OperationInvokerAdvisor {

    private final AuditTrail trail;
    private final TransactionTemplate transaction;

    ManagementChanges(AuditTrail trail, TransactionTemplate transaction) {
        this.trail = trail;
        this.transaction = transaction;
    }

    @Override
    public OperationInvoker apply(
            EndpointId endpoint, OperationType type, OperationParameters parameters, OperationInvoker invoker) {
        if (type == OperationType.READ) {
            return invoker;
        }
        return context -> {
            Object result = invoker.invoke(context);
            String id = endpoint.toLowerCaseString();
            transaction.executeWithoutResult(status -> trail.note(new Change(
                    null,
                    id + "." + type.name().toLowerCase(Locale.ROOT),
                    "management_endpoint",
                    id,
                    null,
                    context.getArguments())));
            return result;
        };
    }
}
