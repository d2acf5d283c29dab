/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A PipeWire of the test's own, with a speaker and a microphone nobody has: what is played to "test-speaker" can be
 * recorded from "test-speaker.monitor". It lives in a temporary folder and ends with the test. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _SoundServer SoundServer;

/* Before anything else of the test, for it points the environment at itself. */
SoundServer *sound_server_start    (void);
void         sound_server_stop     (SoundServer *server);
/* PulseAudio's side of it goes away, as in a crash. */
void         sound_server_crash    (SoundServer *server);
/* It answers nothing any more though it is there, until it does again. */
void         sound_server_hang     (SoundServer *server);
void         sound_server_resume   (SoundServer *server);
/* All of it goes away, as by SIGKILL, and comes back with the same two devices. */
void         sound_server_kill     (SoundServer *server);
void         sound_server_revive   (SoundServer *server);
/* Runs a program until it succeeds; what it said (transfer full). */
char        *sound_server_must_run (const char  *command);
/* Until @kind, "sink-inputs" or "source-outputs", has @n streams of calls; fails the test when that is in vain. */
void         sound_server_wait_for_calls (const char *kind,
                                    guint        n);

G_END_DECLS
