/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A picture or a file that is a message. What it is never changes. */
#define PHONE_TYPE_FILE (phone_file_get_type ())
G_DECLARE_FINAL_TYPE (PhoneFile, phone_file, PHONE, FILE, GObject)

#define PHONE_FILE_ERROR (phone_file_error_quark ())
GQuark phone_file_error_quark (void);

/* Why a file that lies on a server could not be fetched. */
typedef enum
{
  PHONE_FILE_ERROR_UNREACHABLE,
  PHONE_FILE_ERROR_UNSURE,    /* nobody vouches for who has it, or it would come in the open */
  PHONE_FILE_ERROR_GONE,
  PHONE_FILE_ERROR_REFUSED,
  PHONE_FILE_ERROR_TOO_LARGE,
} PhoneFileError;

/* What goes without a server for files: one message of the protocol must hold it, and many servers take no more. */
#define PHONE_FILE_MAX_OCTETS (48 * 1024)

const char *phone_file_get_name     (PhoneFile            *self); /* fit to be a file's name, and nothing else */
const char *phone_file_get_type_name (PhoneFile           *self); /* "image/png" */
guint64     phone_file_get_size     (PhoneFile            *self); /* octets */
/* It is of a kind that may be drawn; whether it is what it says is seen when it is read. */
gboolean    phone_file_is_picture   (PhoneFile            *self);
/* On which server it lies; NULL: it came with its message. */
char       *phone_file_dup_host     (PhoneFile            *self);
/* The octets, fetched where they lie on a server, but not to draw; of a picture only such as may be drawn, whatever it would unfold to, when @to_draw. */
void        phone_file_read_async   (PhoneFile            *self,
                                     gboolean              to_draw,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
GBytes     *phone_file_read_finish  (PhoneFile            *self,
                                     GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
