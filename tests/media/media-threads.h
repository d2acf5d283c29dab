/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The threads that GStreamer leaves behind. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Runs the tests as g_test_run() does, and comes back when no thread works or lingers any more. */
int media_threads_run_tests (void);

G_END_DECLS
