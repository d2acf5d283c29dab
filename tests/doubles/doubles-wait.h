/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Wait rules: the main loop runs until something is true, and never for longer than a test may take. */
typedef struct
{
  const char *place;
  const char *condition;
  gint64      deadline_us;
} DoublesWait;

#define doubles_wait_until(condition)                                                                                 \
  for (DoublesWait doubles_wait = doubles_wait_begin (G_STRLOC, #condition); !(condition);                            \
       doubles_wait_turn (&doubles_wait))

DoublesWait   doubles_wait_begin   (const char          *place,
                                    const char          *condition);
/* One turn of the main loop; aborts when the deadline has passed. */
void          doubles_wait_turn    (DoublesWait         *self);
/* Every source that is ready now, and those that they make ready. */
void          doubles_wait_settle  (void);

/* The answer to one asynchronous call: pass doubles_answer_cb and the address of one that is zero. */
typedef struct
{
  GAsyncResult *result;
} DoublesAnswer;

void          doubles_answer_cb    (GObject             *source,
                                    GAsyncResult        *result,
                                    gpointer             answer);
/* Borrowed until doubles_answer_clear(). */
GAsyncResult *doubles_answer_wait  (DoublesAnswer       *self);
void          doubles_answer_clear (DoublesAnswer       *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DoublesAnswer, doubles_answer_clear)

G_END_DECLS
