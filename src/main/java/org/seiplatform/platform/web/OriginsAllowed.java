package org.seiplatform.platform.web;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether pages of any other origin may call; a list is no single property that a condition of Spring Boot's could look at. */
class OriginsAllowed implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return Binder.get(context.getEnvironment())
                .bind("sei.http.cors.allowed-origins", Bindable.listOf(String.class))
                .map(origins -> !origins.isEmpty())
                .orElse(false);
    }
}
