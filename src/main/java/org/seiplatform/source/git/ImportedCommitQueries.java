package org.seiplatform.source.git;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tells what need not be imported again: that makes repeated imports quick, and interrupted ones resumable. */
@Repository
class ImportedCommitQueries {

    private final JdbcClient jdbc;

    ImportedCommitQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the commits of which all that an import knows is stored. */
    Set<@Nullable String> complete(UUID repositoryId, Collection<String> shas, boolean onDefaultBranch) {
        return jdbc.sql("""
                        select c.sha
                        from commits c
                        where c.repository_id = :repository and c.sha = any(:shas)
                          and c.parents is not null and (c.merge or c.lines_added is not null)
                          and (not :onDefaultBranch
                               or exists (select from default_branches b
                                          where b.repository_id = c.repository_id and b.branch = c.branch
                                            and c.branch_as_of <= b.until))
                        """)
                .param("repository", repositoryId)
                .param("shas", shas.toArray(String[]::new))
                .param("onDefaultBranch", onDefaultBranch)
                .query(String.class)
                .set();
    }
}
