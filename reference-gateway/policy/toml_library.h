// toml++, which asserts what a file may well violate ("[!]"), and refuses it all the same.
#pragma once

#define TOML_ASSERT(condition) static_cast<void>(0)
#include <toml++/toml.h>
