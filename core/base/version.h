/* The program's version, as /status, --help and the User-Agent give it. */
#ifndef WINDFALL_BASE_VERSION_H
#define WINDFALL_BASE_VERSION_H

#define VERSION_TEXT "0.1.0"

#endif
