/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-cursor.h"

G_BEGIN_DECLS

SipSlice  sip_slice               (const char   *data,
                                   gssize        length); /* -1: NUL-terminated */
SipSlice  sip_slice_of_bytes      (GBytes       *bytes); /* never NULL, even of none */
SipSlice  sip_slice_trim          (SipSlice      self);
gboolean  sip_slice_is            (SipSlice      self,
                                   const char   *text); /* case-insensitive */
gboolean  sip_slice_is_exactly    (SipSlice      self,
                                   const char   *text);
gboolean  sip_slice_is_all        (SipSlice      self,
                                   SipCharClass  classes); /* FALSE when empty */
char     *sip_slice_dup           (SipSlice      self); /* for slices known to hold plain ASCII */
/* Whether it needs nothing but a NUL behind it to be fit for the rest of the program. */
gboolean  sip_slice_is_text       (SipSlice      self);
/* As a C string fit for the rest of the program: valid UTF-8, NUL shown as U+2400. */
char     *sip_slice_dup_text      (SipSlice      self);
/* The number written there; FALSE when it is none or above @max. */
gboolean  sip_slice_get_number    (SipSlice      self,
                                   guint32       max,
                                   guint32      *number);

/* As sip_cursor_take_all(), and %HH escapes; an escape that is none ends the slice. */
SipSlice  sip_cursor_take_escaped (SipCursor    *self,
                                   SipCharClass  classes);
/* "…"; @inner is without the quotes and still with its backslashes. */
gboolean  sip_cursor_take_quoted  (SipCursor    *self,
                                   SipSlice     *inner);
/* To the next @separator outside quotes and angle brackets, which is consumed; TRUE when there was one, so
 * that another element follows, even an empty one. */
gboolean  sip_cursor_take_element (SipCursor    *self,
                                   char          separator,
                                   SipSlice     *element);

/* Takes the backslashes out of the inside of a quoted string, as text. */
char     *sip_quoted_decode       (SipSlice      inner);
void      sip_quoted_append       (GString      *to,
                                   const char   *text); /* with the quotes */

G_END_DECLS
