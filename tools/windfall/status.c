#include "tools/windfall/command.h"
const struct command status_command = {.name = "status"};
