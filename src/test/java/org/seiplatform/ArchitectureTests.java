package org.seiplatform;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.HasDescription;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.properties.HasSourceCodeLocation;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import java.time.Clock;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import org.seiplatform.platform.security.PublicEndpoint;
import org.seiplatform.platform.security.RequiresRole;
import org.seiplatform.source.webhook.WebhookProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMapping;

/** The rules that hold the code together: who may use whom, and where which technique has its place. */
@AnalyzeClasses(packages = "org.seiplatform", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule featuresUseEachOtherInTheAllowedDirectionsAlone = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("platform")
            .definedBy("org.seiplatform.platform..")
            .layer("local")
            .definedBy("org.seiplatform.local..")
            .layer("organization")
            .definedBy("org.seiplatform.organization..")
            .layer("developer")
            .definedBy("org.seiplatform.developer..")
            .layer("coderepo")
            .definedBy("org.seiplatform.coderepo..")
            .layer("team")
            .definedBy("org.seiplatform.team..")
            .layer("fact")
            .definedBy("org.seiplatform.fact..")
            .layer("delivery")
            .definedBy("org.seiplatform.delivery..")
            .layer("source")
            .definedBy("org.seiplatform.source..")
            .layer("maintenance")
            .definedBy("org.seiplatform.maintenance..")
            .layer("analytics")
            .definedBy("org.seiplatform.analytics..")
            .whereLayer("platform")
            .mayNotAccessAnyLayer()
            .whereLayer("local")
            .mayOnlyAccessLayers("platform")
            .whereLayer("organization")
            .mayOnlyAccessLayers("platform", "local")
            .whereLayer("developer")
            .mayOnlyAccessLayers("platform", "organization")
            .whereLayer("coderepo")
            .mayOnlyAccessLayers("platform", "organization")
            .whereLayer("team")
            .mayOnlyAccessLayers("platform", "organization", "developer", "coderepo")
            .whereLayer("fact")
            .mayOnlyAccessLayers("platform", "organization", "developer", "coderepo")
            .whereLayer("delivery")
            .mayOnlyAccessLayers("platform", "organization", "coderepo", "fact")
            .whereLayer("source")
            .mayOnlyAccessLayers("platform", "organization", "developer", "coderepo", "fact")
            .whereLayer("maintenance")
            .mayOnlyAccessLayers("platform", "organization", "fact")
            .whereLayer("analytics")
            .mayOnlyAccessLayers("platform", "organization", "team", "coderepo", "developer");

    @ArchTest
    static final ArchRule everyClassBelongsToAFeatureOrToThePlatform = classes()
            .that()
            .doNotBelongToAnyOf(SeiPlatformApplication.class)
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .resideInAnyPackage(
                    "org.seiplatform.platform.*..",
                    "org.seiplatform.local..",
                    "org.seiplatform.organization..",
                    "org.seiplatform.developer..",
                    "org.seiplatform.coderepo..",
                    "org.seiplatform.team..",
                    "org.seiplatform.fact..",
                    "org.seiplatform.source..",
                    "org.seiplatform.delivery..",
                    "org.seiplatform.maintenance..",
                    "org.seiplatform.analytics..");

    @ArchTest
    static final ArchRule whatFeaturesDoOverHttpIsTheirOwn = classes()
            .that()
            .resideInAnyPackage("org.seiplatform..web..", "org.seiplatform.source.rest..")
            .and()
            .resideOutsideOfPackage("org.seiplatform.platform.web..")
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule persistenceIsAMatterOfItsOwnPackage = classes()
            .that(describe("hold what is stored", ArchitectureTests::isPersistence))
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule sqlIsInStoresAndQueriesAlone = noClasses()
            .that(describe("are no stores or queries", type -> !isStoreOrQueries(type)))
            .should()
            .dependOnClassesThat(assignableTo(JdbcClient.class).or(assignableTo(JdbcOperations.class)));

    @ArchTest
    static final ArchRule analyticsUsesNoObjectRelationalMapping = noClasses()
            .that()
            .resideInAPackage("org.seiplatform.analytics..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "org.springframework.data.."));

    /** Each package counts by itself, with or without packages below it. */
    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("org.seiplatform.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule webhookProvidersDoNotKnowEachOther = slices().matching("org.seiplatform.source.webhook.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideInAnyPackage("org.seiplatform.source.webhook.."),
                    resideInAnyPackage("org.seiplatform.source.webhook.payload.."));

    @ArchTest
    static final ArchRule nobodyElseKnowsAWebhookProvider = noClasses()
            .that(describe("are of no provider", type -> !isOfWebhookProvider(type)))
            .should()
            .dependOnClassesThat(describe("are of a provider", ArchitectureTests::isOfWebhookProvider));

    @ArchTest
    static final ArchRule theVocabularyOfAnalyticsKnowsNoMetric = noClasses()
            .that()
            .resideInAPackage("org.seiplatform.analytics")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.seiplatform.analytics.*.."));

    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .should()
            .callMethodWhere(describe("the time is asked for without a clock", ArchitectureTests::asksForTheTime));

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule settingsAreReadByTypedRecords =
            noClasses().should().dependOnClassesThat(assignableTo(Value.class));

    /** The controller of errors answers requests that another endpoint, or none, was asked for. */
    @ArchTest
    static final ArchRule everyEndpointDeclaresWhoMayCallIt = methods()
            .that(describe("are endpoints", method -> method.isMetaAnnotatedWith(RequestMapping.class)))
            .and()
            .areDeclaredInClassesThat(describe("answer callers", type -> !type.isAssignableTo(ErrorController.class)))
            .should(satisfy("declare a role or be public", ArchitectureTests::declaresItsCallers));

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .should(satisfy(
                    "be in a package with @NullMarked",
                    type -> type.getPackage().isAnnotatedWith(NullMarked.class)));

    private static boolean isPersistence(JavaClass type) {
        return type.isAnnotatedWith(Entity.class) || type.isAssignableTo(Repository.class) || isStoreOrQueries(type);
    }

    private static boolean isOfWebhookProvider(JavaClass type) {
        return type.getPackage().getClasses().stream()
                .anyMatch(member -> member.isAssignableTo(WebhookProvider.class) && !member.isInterface());
    }

    /** Also of classes within one. */
    private static boolean isStoreOrQueries(JavaClass type) {
        return type.getName().matches(".*(Store|Queries)(\\$.*)?");
    }

    private static boolean asksForTheTime(JavaMethodCall call) {
        boolean ofJavaTime = call.getTargetOwner().getPackageName().equals("java.time")
                && call.getName().equals("now")
                && call.getTarget().getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
        return ofJavaTime || call.getTarget().getFullName().equals("java.lang.System.currentTimeMillis()");
    }

    private static boolean declaresItsCallers(JavaMethod endpoint) {
        return endpoint.isAnnotatedWith(RequiresRole.class)
                || endpoint.isAnnotatedWith(PublicEndpoint.class)
                || endpoint.getOwner().isMetaAnnotatedWith(RequiresRole.class);
    }

    private static <T extends HasDescription & HasSourceCodeLocation> ArchCondition<T> satisfy(
            String description, Predicate<T> predicate) {
        return ArchCondition.from(describe(description, predicate));
    }
}
