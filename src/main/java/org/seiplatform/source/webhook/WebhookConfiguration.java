package org.seiplatform.source.webhook;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets old deliveries be forgotten, and failed ones tried again, by schedule. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class WebhookConfiguration {}
