/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whoever tries the phone without an account should know what there is to try. */

#include "app-practice-page.h"

#include "app-status-button.h"

struct _AppPracticePage
{
  AdwNavigationPage parent_instance;

  Phone *phone;
  GtkActionable *echo_button;
  GtkActionable *partner_button;
  GtkActionable *callback_button;
};

G_DEFINE_FINAL_TYPE (AppPracticePage, app_practice_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_PHONE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
aim (AppPracticePage *self,
     GtkActionable   *button,
     const char      *line)
{
  g_autofree char *target = phone_dup_practice_line (self->phone, line);

  if (target != NULL)
    gtk_actionable_set_action_target (button, "s", target);
}

static void
set_phone (AppPracticePage *self,
           Phone           *phone)
{
  if (phone == NULL || !g_set_object (&self->phone, phone))
    return;
  aim (self, self->echo_button, "echo");
  aim (self, self->partner_button, "partner");
  aim (self, self->callback_button, "callback");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PHONE]);
}

static void
app_practice_page_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, APP_PRACTICE_PAGE (object)->phone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_practice_page_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      set_phone (APP_PRACTICE_PAGE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_practice_page_dispose (GObject *object)
{
  AppPracticePage *self = APP_PRACTICE_PAGE (object);

  g_clear_object (&self->phone);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_PRACTICE_PAGE);
  G_OBJECT_CLASS (app_practice_page_parent_class)->dispose (object);
}

static void
app_practice_page_class_init (AppPracticePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_practice_page_get_property;
  object_class->set_property = app_practice_page_set_property;
  object_class->dispose = app_practice_page_dispose;

  /**
   * AppPracticePage:phone: (nullable)
   *
   * The phone that practises; set once, after practice has started.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_STATUS_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-practice-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AppPracticePage, echo_button);
  gtk_widget_class_bind_template_child (widget_class, AppPracticePage, partner_button);
  gtk_widget_class_bind_template_child (widget_class, AppPracticePage, callback_button);
}

static void
app_practice_page_init (AppPracticePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_practice_page_new:
 * @phone: a phone that practises
 *
 * Returns: (transfer floating): a page with its lines
 */
AppPracticePage *
app_practice_page_new (Phone *phone)
{
  return g_object_new (APP_TYPE_PRACTICE_PAGE, "phone", phone, NULL);
}
