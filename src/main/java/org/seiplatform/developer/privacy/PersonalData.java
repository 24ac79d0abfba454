package org.seiplatform.developer.privacy;

import java.util.List;
import org.seiplatform.developer.IdentityUse;

/** What facts of one kind say of people: what an erasure rewrites, and what an export contains. */
public interface PersonalData extends IdentityUse {

    /** Every column that may hold what people have written. */
    List<PersonalColumn> personalColumns();

    /** What belongs into the export of a developer; empty where facts of this kind are nobody's. */
    List<ExportSection> exportSections();
}
