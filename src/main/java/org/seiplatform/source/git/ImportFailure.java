package org.seiplatform.source.git;

/** An import cannot go on, for a reason that its owner can do something about. */
class ImportFailure extends RuntimeException {

    private final Code code;

    ImportFailure(Code code, String detail) {
        super(detail);
        this.code = code;
    }

    ImportFailure(Code code, String detail, Throwable cause) {
        super(detail, cause);
        this.code = code;
    }

    Code code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    /** The reasons, as {@code error_code} tells them in lower case. */
    enum Code {
        IMPORT_UNREACHABLE,
        IMPORT_FORBIDDEN_ADDRESS,
        IMPORT_NOT_A_REPOSITORY,
        IMPORT_UNSUPPORTED_REPOSITORY,
        IMPORT_DAMAGED_REPOSITORY,
        IMPORT_BRANCH_NOT_FOUND,
        IMPORT_TOO_LARGE,
        IMPORT_TIMEOUT,
        IMPORT_WORKERS_LOST,
        IMPORT_GIT_UNAVAILABLE,
        IMPORT_FAILED
    }
}
