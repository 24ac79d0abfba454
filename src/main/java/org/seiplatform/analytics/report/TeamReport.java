package org.seiplatform.analytics.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * How work flows in the repositories that a team owns.
 *
 * @param members its members now, by name; bots are left out
 */
public record TeamReport(@JsonUnwrapped ScopeReport report, List<MemberActivity> members) {}
